//! Conditions of a list, gathered one by one, with their values.

use crate::error::{Error, Result};
use sea_orm::Value;
use shared::page::Cursor;
use uuid::Uuid;

/// `where` conditions under construction.
#[derive(Default)]
pub(crate) struct Filter {
    conditions: Vec<String>,
    values: Vec<Value>,
}

impl Filter {
    /// Adds a condition in which `{}` stands for the value.
    pub(crate) fn add(&mut self, condition: &str, value: impl Into<Value>) {
        self.values.push(value.into());
        let place = format!("${}", self.values.len());
        self.conditions.push(condition.replace("{}", &place));
    }

    /// Adds a condition without a value.
    pub(crate) fn fixed(&mut self, condition: &str) {
        self.conditions.push(condition.to_owned());
    }

    /// Rows on the far side of a cursor in a list ordered by the moment and id columns: after it when `up`.
    pub(crate) fn beyond(
        &mut self,
        at: &str,
        id: &str,
        cursor: Option<&Cursor>,
        up: bool,
    ) -> Result<()> {
        let Some((moment, last)) = cursor.map(read).transpose()? else {
            return Ok(());
        };
        let sign = if up { '>' } else { '<' };
        self.values.push(moment.into());
        let m = self.values.len();
        self.values.push(last.into());
        let n = self.values.len();
        self.conditions.push(format!(
            "({at} {sign} ${m} or ({at} = ${m} and {id} {sign} ${n}))"
        ));
        Ok(())
    }

    /// ` where …`, or nothing.
    pub(crate) fn text(&self) -> String {
        if self.conditions.is_empty() {
            return String::new();
        }
        format!(" where {}", self.conditions.join(" and "))
    }

    /// The values, in the order of their places.
    pub(crate) fn values(self) -> Vec<Value> {
        self.values
    }
}

/// The place of a row in a list ordered by moment and id.
pub(crate) fn cursor(at: i64, id: Uuid) -> Cursor {
    Cursor::new(format!("{at}:{id}"))
}

/// The place a cursor names. One of another list is [`Error::NotFound`].
pub(crate) fn read(cursor: &Cursor) -> Result<(i64, Uuid)> {
    let parts = cursor.inner().split_once(':');
    parts
        .and_then(|(at, id)| Some((at.parse().ok()?, id.parse().ok()?)))
        .ok_or(Error::NotFound { what: "page" })
}

/// Takes the row too many that was asked for, and says where the next page begins.
pub(crate) fn cut<T>(
    rows: &mut Vec<T>,
    size: usize,
    place: impl Fn(&T) -> (i64, Uuid),
) -> Option<Cursor> {
    if rows.len() <= size {
        return None;
    }
    rows.truncate(size);
    rows.last().map(&place).map(|(at, id)| cursor(at, id))
}
