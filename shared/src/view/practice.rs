//! Classes in which members practise.

use crate::problem::FieldError;
use serde::{Deserialize, Serialize};

/// A class in its trainer's list.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassLine {
    /// What learners type.
    pub code: String,
    /// Its name.
    pub name: String,
    /// How many learn, and until when.
    pub detail: String,
    /// Learners still come in.
    pub open: bool,
}

/// The classes of a trainer.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClassesView {
    /// The newest first.
    pub classes: Vec<ClassLine>,
    /// The name that was typed.
    pub name: String,
    /// What was wrong.
    pub errors: Vec<FieldError>,
}

/// A step, and whether it is done.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct StepMark {
    /// The step, in few words.
    pub text: String,
    /// It is done.
    pub done: bool,
}

/// One who learns.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct LearnerLine {
    /// Name.
    pub name: String,
    /// Every step, in order.
    pub steps: Vec<StepMark>,
}

/// The trainer's board of one class.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct BoardView {
    /// The class.
    pub class: ClassLine,
    /// Everybody in it, in the order in which they came.
    pub learners: Vec<LearnerLine>,
}

/// An order in the simulated shop, and what may happen to it next: code and label.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PlayOrder {
    /// The shop's number.
    pub key: String,
    /// What was done with it here.
    pub state: String,
    /// What carrier or buyer does next: `pick`, `deliver` or `complete`.
    pub next: Option<String>,
    /// The learner has to accept and pack it first.
    pub waits: bool,
    /// The simulated shop began anew since and does not know it.
    pub gone: bool,
}

/// The learner's page.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct PracticeView {
    /// Name of the class, and until when.
    pub class: String,
    /// Every step, in order.
    pub steps: Vec<StepMark>,
    /// Goods that stand in the simulated shop: code of the unit, name.
    pub goods: Vec<(String, String)>,
    /// Its orders, the newest first.
    pub orders: Vec<PlayOrder>,
    /// A simulated shop can be connected, and is not yet.
    pub connect: bool,
    /// The statement was read.
    pub statement: bool,
    /// What was just done.
    pub done: Option<String>,
    /// What was wrong.
    pub errors: Vec<FieldError>,
}
