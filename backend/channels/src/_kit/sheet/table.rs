//! Rows under their columns, whatever order the portal puts them in.

use shared::text::fold;

use super::cell::{Cell, Why};
use super::column::{Column, Table};
use super::read::{Row, Sheet};

/// How many rows may stand above the headings: names of the shop, spans of days.
const ABOVE: usize = 10;

/// Which column of the file holds which of ours.
#[derive(Clone, Debug)]
pub struct Headings {
    columns: Vec<Option<&'static Column>>,
    /// Rows of the sheet that are used up, headings included.
    pub used: usize,
}

/// A heading means this column: by key, by label, or by another name of it. Composed and decomposed letters are the
/// same here, and so are capitals.
fn column_of(table: &Table, heading: &str) -> Option<&'static Column> {
    let plain = fold(heading);
    table.columns.iter().find(|column| {
        heading.trim() == column.key
            || plain == fold(column.label)
            || column.also.iter().any(|name| plain == fold(name))
    })
}

/// How many of the table's required columns these headings have.
fn required(columns: &[Option<&'static Column>]) -> usize {
    columns.iter().flatten().filter(|c| c.required).count()
}

impl Headings {
    /// Finds the row of headings.
    ///
    /// # Errors
    /// The labels of the required columns that are missing, in the row that looks most like headings.
    pub fn find(table: &Table, sheet: &Sheet) -> Result<Self, Vec<&'static str>> {
        let mut best: Option<Self> = None;
        for (at, row) in sheet.rows.iter().take(ABOVE).enumerate() {
            let mut columns: Vec<Option<&'static Column>> = Vec::new();
            for cell in &row.cells {
                let found = column_of(table, &cell.text());
                // The first column of a name counts.
                let again = found.is_some() && columns.contains(&found);
                columns.push(if again { None } else { found });
            }
            let better = best
                .as_ref()
                .is_none_or(|best| required(&columns) > required(&best.columns));
            if better && required(&columns) > 0 {
                best = Some(Self {
                    columns,
                    used: at + 1,
                });
            }
        }
        let mut found = best.unwrap_or(Self {
            columns: Vec::new(),
            used: 0,
        });
        let missing: Vec<&'static str> = table
            .columns
            .iter()
            .filter(|column| column.required && !found.columns.contains(&Some(column)))
            .map(|column| column.label)
            .collect();
        if !missing.is_empty() {
            return Err(missing);
        }
        // Our own files name the columns twice: keys, then labels.
        while sheet
            .rows
            .get(found.used)
            .is_some_and(|row| found.repeats(table, row))
        {
            found.used += 1;
        }
        Ok(found)
    }

    fn repeats(&self, table: &Table, row: &Row) -> bool {
        let same = self
            .columns
            .iter()
            .zip(&row.cells)
            .filter(|(column, cell)| {
                column.is_some() && column_of(table, &cell.text()) == **column
            });
        let filled = row.cells.iter().filter(|cell| !cell.is_empty()).count();
        filled > 0 && same.count() * 2 > filled
    }
}

/// One row, by our keys.
#[derive(Clone, Copy, Debug)]
pub struct Record<'a> {
    headings: &'a Headings,
    row: &'a Row,
}

static NOTHING: Cell = Cell::Text(String::new());

impl<'a> Record<'a> {
    /// The row under these headings.
    #[must_use]
    pub const fn new(headings: &'a Headings, row: &'a Row) -> Self {
        Self { headings, row }
    }

    /// The cell of this column; an empty one where the file has no such column.
    #[must_use]
    pub fn cell(&self, key: &str) -> &'a Cell {
        self.headings
            .columns
            .iter()
            .position(|column| column.is_some_and(|column| column.key == key))
            .and_then(|at| self.row.cells.get(at))
            .unwrap_or(&NOTHING)
    }

    /// The words of this column.
    #[must_use]
    pub fn text(&self, key: &str) -> String {
        self.cell(key).text()
    }

    /// What the column says, read by `parse`.
    ///
    /// # Errors
    /// What is wrong, with the name of the column.
    pub fn parsed<T>(
        &self,
        column: &'static str,
        parse: impl FnOnce(&Cell) -> Result<Option<T>, Why>,
    ) -> Result<Option<T>, Why> {
        parse(self.cell(column)).map_err(|(vi, en)| {
            let label = self.label(column);
            (
                format!("Cột “{label}”: {vi}"),
                format!("Column “{label}”: {en}"),
            )
        })
    }

    fn label(&self, key: &'static str) -> &'static str {
        self.headings
            .columns
            .iter()
            .flatten()
            .find(|column| column.key == key)
            .map_or(key, |column| column.label)
    }

    /// The row as it came.
    #[must_use]
    pub fn row(&self) -> &'a Row {
        self.row
    }
}
