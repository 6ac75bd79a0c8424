//! Reading the audit log.

use super::words;
use crate::core::Core;
use crate::error::Result;
use crate::filter::{Filter, cut};
use sea_orm::FromQueryResult;
use serde_json::Value;
use shared::page::Cursor;
use shared::say::Locale;
use shared::time::Millis;
use shared::view::staff::{AuditLine, Difference};
use std::collections::BTreeSet;
use store::sql;
use uuid::Uuid;

/// Letters of a value shown at most.
const MAX_SHOWN: usize = 300;

/// Which entries.
#[derive(Default)]
pub(crate) struct Wanted<'a> {
    /// Written by this person.
    pub actor: Option<Uuid>,
    /// For this cooperative.
    pub cooperative: Option<Uuid>,
    /// With this verb.
    pub action: Option<&'a str>,
    /// About this kind of row.
    pub entity: Option<&'a str>,
    /// About this row.
    pub entity_id: Option<&'a str>,
    /// From this moment.
    pub from: Option<Millis>,
    /// Before this moment.
    pub until: Option<Millis>,
    /// Going on from here.
    pub cursor: Option<&'a Cursor>,
    /// So many.
    pub limit: usize,
    /// Names lead to the person's page, which only operators may open.
    pub link_people: bool,
}

#[derive(FromQueryResult)]
struct Row {
    id: Uuid,
    at: i64,
    actor_id: Option<Uuid>,
    actor_kind: String,
    actor_name: Option<String>,
    cooperative_name: Option<String>,
    action: String,
    entity: String,
    entity_id: String,
    before_json: Option<String>,
    after_json: Option<String>,
}

/// The entries, newest first, and where the next ones begin.
pub(crate) async fn entries(
    core: &Core,
    wanted: &Wanted<'_>,
    l: Locale,
) -> Result<(Vec<AuditLine>, Option<Cursor>)> {
    let filter = filter(wanted)?;
    let text = format!(
        "select a.id, a.at, a.actor_id, a.actor_kind, p.name as actor_name, c.short_name as cooperative_name, \
         a.action, a.entity, a.entity_id, a.before_json, a.after_json from audit a \
         left join person p on p.id = a.actor_id left join cooperative c on c.id = a.cooperative_id{} \
         order by a.at desc, a.id desc limit {}",
        filter.text(),
        wanted.limit + 1
    );
    let mut rows: Vec<Row> = sql::all(core.db.read(), &text, filter.values()).await?;
    let next = cut(&mut rows, wanted.limit, |row| (row.at, row.id));
    let lines = rows
        .iter()
        .map(|row| line(row, wanted.link_people, l))
        .collect();
    Ok((lines, next))
}

fn filter(wanted: &Wanted<'_>) -> Result<Filter> {
    let mut filter = Filter::default();
    if let Some(actor) = wanted.actor {
        filter.add("a.actor_id = {}", actor);
    }
    if let Some(cooperative) = wanted.cooperative {
        filter.add("a.cooperative_id = {}", cooperative);
    }
    if let Some(action) = wanted.action {
        filter.add("a.action = {}", action);
    }
    if let Some(entity) = wanted.entity {
        filter.add("a.entity = {}", entity);
    }
    if let Some(id) = wanted.entity_id {
        filter.add("a.entity_id = {}", id);
    }
    if let Some(from) = wanted.from {
        filter.add("a.at >= {}", from.0);
    }
    if let Some(until) = wanted.until {
        filter.add("a.at < {}", until.0);
    }
    filter.beyond("a.at", "a.id", wanted.cursor, false)?;
    Ok(filter)
}

fn line(row: &Row, link: bool, l: Locale) -> AuditLine {
    let at = Millis(row.at);
    let name = row.actor_name.as_deref().filter(|name| !name.is_empty());
    let href = row
        .actor_id
        .filter(|_| link)
        .map(|id| l.path(&format!("/quan-tri/nguoi/{id}")));
    AuditLine {
        at: format!("{}\u{a0}{}", at.vn_date().full(), at.vn_clock()),
        who: match name {
            Some(name) => format!("{name} ({})", kind_words(&row.actor_kind, l)),
            None => kind_words(&row.actor_kind, l).to_owned(),
        },
        who_href: href,
        cooperative: row.cooperative_name.clone().unwrap_or_default(),
        action: words::verb(&row.action, l).into_owned(),
        entity: format!("{} {}", words::kind(&row.entity, l), row.entity_id),
        changes: changes(row.before_json.as_deref(), row.after_json.as_deref())
            .into_iter()
            .map(|change| in_words(&row.entity, change, l))
            .collect(),
    }
}

/// A change as people read it.
fn in_words(kind: &str, change: Difference, l: Locale) -> Difference {
    let is_state = change.field == "state";
    let value = |text: String| match is_state {
        true => words::state(kind, &text, l),
        false => text,
    };
    Difference {
        field: words::field(&change.field, l).into_owned(),
        before: value(change.before),
        after: value(change.after),
    }
}

/// A kind of actor in words.
pub(crate) fn kind_words(kind: &str, l: Locale) -> &str {
    match kind {
        "buyer" => l.say("người mua", "buyer"),
        "member" => l.say("thành viên", "member"),
        "officer" => l.say("cán bộ liên minh", "officer"),
        "operator" => l.say("người vận hành", "operator"),
        "link" => l.say("đường dẫn nhận đơn", "signed link"),
        "system" => l.say("máy chủ", "the server"),
        "cooperative" => l.say("hợp tác xã", "cooperative"),
        "channel" => l.say("sàn", "channel"),
        other => other,
    }
}

/// The values that differ, field by field.
pub(crate) fn changes(before: Option<&str>, after: Option<&str>) -> Vec<Difference> {
    let read = |text: Option<&str>| text.and_then(|text| serde_json::from_str::<Value>(text).ok());
    let (before, after) = (read(before), read(after));
    let names: BTreeSet<&String> = [&before, &after]
        .into_iter()
        .flatten()
        .filter_map(Value::as_object)
        .flat_map(serde_json::Map::keys)
        .collect();
    if names.is_empty() {
        let whole = difference("", before.as_ref(), after.as_ref());
        return whole.into_iter().collect();
    }
    let of =
        |side: &Option<Value>, name: &str| side.as_ref().and_then(|value| value.get(name).cloned());
    names
        .into_iter()
        .filter_map(|name| difference(name, of(&before, name).as_ref(), of(&after, name).as_ref()))
        .collect()
}

fn difference(field: &str, before: Option<&Value>, after: Option<&Value>) -> Option<Difference> {
    let (before, after) = (shown(before), shown(after));
    (before != after).then(|| Difference {
        field: field.to_owned(),
        before,
        after,
    })
}

fn shown(value: Option<&Value>) -> String {
    let text = match value {
        None | Some(Value::Null) => return String::new(),
        Some(Value::String(text)) => text.clone(),
        Some(other) => other.to_string(),
    };
    if text.chars().count() <= MAX_SHOWN {
        return text;
    }
    text.chars().take(MAX_SHOWN).chain(['…']).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_what_differs_is_told() {
        let told = changes(
            Some(r#"{"state":"documents","trusted":false,"note":null}"#),
            Some(r#"{"state":"verified","trusted":false,"version":2}"#),
        );
        let told: Vec<_> = told
            .iter()
            .map(|d| (d.field.as_str(), d.before.as_str(), d.after.as_str()))
            .collect();
        assert_eq!(
            told,
            [("state", "documents", "verified"), ("version", "", "2")]
        );
        assert_eq!(changes(None, Some(r#"{"price":65000}"#)).len(), 1);
        assert_eq!(changes(Some("3"), Some("4")).len(), 1);
        assert!(changes(None, None).is_empty());
        assert!(changes(Some("not json"), None).is_empty());
    }
}
