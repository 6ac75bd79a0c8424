//! The two ways in: phone and password, or a code sent to the phone.

use super::people::{NewPerson, find_or_add};
use super::{codes, passwords, sessions, throttle};
use crate::actor::{Actor, Kind, Person};
use crate::core::Core;
use crate::error::{Error, Result};
use sea_orm::FromQueryResult;
use shared::id::PersonId;
use shared::input::sign_in::{EnterCode, SignIn, password_text, phone_field};
use shared::phone::Phone;
use shared::problem::FieldError;
use shared::say::Locale;
use store::sql;
use uuid::Uuid;

/// A session that has just begun.
#[derive(Clone, Debug)]
pub struct SignedIn {
    /// For the cookie; it is not kept anywhere else.
    pub token: String,
    /// The person with all roles.
    pub person: Person,
}

#[derive(FromQueryResult)]
struct Known {
    id: Uuid,
    password_hash: Option<String>,
}

/// Signs in by phone and password. `replaced` is the token of the browser's session so far. Wrong values
/// are [`Error::Invalid`] at `phone` or `password`; too many of them [`Error::Busy`].
pub async fn with_password(
    core: &Core,
    actor: &Actor,
    form: &SignIn,
    replaced: Option<&str>,
) -> Result<SignedIn> {
    let l = actor.locale;
    let phone = phone_field("phone", &form.phone, l).map_err(one)?;
    let password = password_text(&form.password);
    if password.is_empty() {
        let message = l.say(
            "Gõ mật khẩu, hoặc bấm Gửi mã",
            "Type the password, or ask for a code",
        );
        return Err(Error::invalid("password", "required", message));
    }
    if password.chars().count() > shared::input::sign_in::MAX_PASSWORD {
        return Err(wrong_password(0, l));
    }
    let lookup = core.keys.lookup(phone.e164());
    let left = throttle::count_try(core, &lookup, l).await?;
    let known: Option<Known> = sql::one(
        core.db.read(),
        "select id, password_hash from person where phone_lookup = $1 and disabled_at is null",
        [lookup.clone().into()],
    )
    .await?;
    let (id, hash) = known.map_or((None, None), |k| (Some(k.id), k.password_hash));
    let fits = passwords::fits(password, hash).await?;
    let Some(id) = id.filter(|_| fits) else {
        return Err(wrong_password(left, l));
    };
    let txn = core.db.begin().await?;
    throttle::clear(&txn, &lookup).await?;
    let token = sessions::start(core, &txn, PersonId::from(id), replaced).await?;
    txn.commit().await?;
    finish(core, token).await
}

/// Signs in by the code sent to `phone`; a phone that nobody has used yet becomes a new person. Wrong codes
/// are [`Error::Invalid`] at `code`.
pub async fn with_code(
    core: &Core,
    actor: &Actor,
    phone: &Phone,
    form: &EnterCode,
    replaced: Option<&str>,
) -> Result<SignedIn> {
    let code = form.parse(actor.locale).map_err(one)?;
    let txn = core.db.begin().await?;
    let lookup = core.keys.lookup(phone.e164());
    if let Err(wrong) = codes::redeem(core, &txn, &lookup, &code, actor.locale).await? {
        // The spent try must be kept although the sign-in failed.
        txn.commit().await?;
        return Err(one(wrong));
    }
    let new = NewPerson {
        phone,
        name: "",
        locale: actor.locale.code(),
    };
    let person = find_or_add(core, &txn, new).await?;
    throttle::clear(&txn, &lookup).await?;
    let token = sessions::start(core, &txn, person, replaced).await?;
    txn.commit().await?;
    finish(core, token).await
}

async fn finish(core: &Core, token: String) -> Result<SignedIn> {
    match sessions::load_person(core, &token).await? {
        Some(person) => Ok(SignedIn { token, person }),
        None => Err(Error::internal(
            "a session that has just begun is not there",
        )),
    }
}

fn one(field: FieldError) -> Error {
    Error::Invalid {
        fields: vec![field],
    }
}

fn wrong_password(left: i32, l: Locale) -> Error {
    let message = match (l, left) {
        (Locale::Vi, 1..=3) => {
            format!("Số điện thoại hoặc mật khẩu chưa đúng. Còn {left} lần thử, rồi phải chờ")
        }
        (Locale::En, 1..=3) => {
            format!("Phone or password is not right. Tries before waiting: {left}")
        }
        _ => l
            .say(
                "Số điện thoại hoặc mật khẩu chưa đúng. Quên mật khẩu thì bấm Gửi mã",
                "Phone or password is not right. Forgotten? Ask for a code",
            )
            .to_owned(),
    };
    Error::invalid("password", "wrong", message)
}

impl SignedIn {
    /// The person as an actor, for what follows in the same request.
    pub fn actor(&self, locale: Locale) -> Actor {
        Actor {
            locale,
            kind: Kind::Person(Box::new(self.person.clone())),
        }
    }
}
