//! Ten thousand random events through the rules alone: what is kept is never more than there is, the line is served in its
//! order, and what is written down tells the same.

use super::{Asked, Happened, Kind, Standing, Turn, merge, next_turns, replay};
use proptest::prelude::*;
use std::collections::BTreeMap;

/// How long a claim is kept, in the game's minutes.
const MINUTES: u32 = 10;

#[derive(Clone, Copy, Debug)]
enum Event {
    /// A viewer claims so much, or gives up.
    Says(u8, Option<i64>),
    /// Whoever keeps some orders it.
    Buys(u8),
    /// Goods come in, or are sold elsewhere as far as they are free.
    Restocks(i64),
    Sells(i64),
    /// Minutes pass, and what is past its time is free again.
    Waits(u32),
}

fn event() -> impl Strategy<Value = Event> {
    prop_oneof![
        8 => (0_u8..12, 1_i64..5).prop_map(|(who, n)| Event::Says(who, Some(n))),
        2 => (0_u8..12).prop_map(|who| Event::Says(who, None)),
        2 => (0_u8..12).prop_map(Event::Buys),
        1 => (1_i64..6).prop_map(Event::Restocks),
        1 => (1_i64..4).prop_map(Event::Sells),
        2 => (1_u32..6).prop_map(Event::Waits),
    ]
}

/// One good in a livestream.
#[derive(Default)]
struct Live {
    on_hand: i64,
    now: u32,
    /// Amount and end by viewer.
    held: BTreeMap<u8, (i64, u32)>,
    /// Place, viewer and amount.
    line: Vec<(u32, u8, i64)>,
    next_place: u32,
    last_served: Option<u32>,
    told: Vec<Happened<char, u8>>,
}

impl Live {
    fn free(&self) -> i64 {
        self.on_hand - self.held.values().map(|(steps, _)| steps).sum::<i64>()
    }

    fn tell(&mut self, kind: Kind, viewer: u8, steps: i64) {
        self.told.push(Happened {
            kind,
            good: Some('A'),
            viewer: Some(viewer),
            steps,
        });
    }

    fn of(&self, who: u8) -> Option<i64> {
        let waits = self.line.iter().find(|(_, viewer, _)| *viewer == who);
        self.held
            .get(&who)
            .map(|(steps, _)| *steps)
            .or(waits.map(|(_, _, steps)| *steps))
    }

    fn says(&mut self, who: u8, steps: Option<i64>) {
        let before: BTreeMap<String, i64> = self
            .of(who)
            .map(|steps| ("A".to_owned(), steps))
            .into_iter()
            .collect();
        let asked = [Asked {
            code: "A".to_owned(),
            steps,
        }];
        let after = merge(&before, &asked).lines.remove("A");
        if after == before.get("A").copied() {
            return;
        }
        if let Some(old) = before.get("A") {
            self.held.remove(&who);
            self.line.retain(|(_, viewer, _)| *viewer != who);
            self.tell(Kind::Dropped, who, *old);
        }
        let Some(steps) = after else { return };
        if self.line.is_empty() && self.free() >= steps {
            self.held.insert(who, (steps, self.now + MINUTES));
            self.tell(Kind::Held, who, steps);
        } else {
            self.line.push((self.next_place, who, steps));
            self.next_place += 1;
            self.tell(Kind::Waiting, who, steps);
        }
    }

    fn serve(&mut self) {
        let turns: Vec<Turn<(u32, u8)>> = self
            .line
            .iter()
            .map(|(place, who, steps)| Turn {
                who: (*place, *who),
                steps: *steps,
            })
            .collect();
        let free = self.free();
        for turn in next_turns(&turns, free) {
            let (place, who) = turn.who;
            assert!(self.last_served.is_none_or(|last| last < place), "in order");
            self.last_served = Some(place);
            self.line.remove(0);
            self.held.insert(who, (turn.steps, self.now + MINUTES));
            self.tell(Kind::Offered, who, turn.steps);
        }
    }

    fn play(&mut self, event: Event) {
        match event {
            Event::Says(who, steps) => self.says(who, steps),
            Event::Buys(who) => {
                if let Some((steps, _)) = self.held.remove(&who) {
                    self.on_hand -= steps;
                    self.tell(Kind::Bought, who, steps);
                }
            }
            Event::Restocks(steps) => self.on_hand += steps,
            Event::Sells(steps) => self.on_hand -= steps.min(self.free()),
            Event::Waits(minutes) => {
                self.now += minutes;
                let late: Vec<(u8, i64)> = self
                    .held
                    .iter()
                    .filter(|(_, (_, until))| *until <= self.now)
                    .map(|(who, (steps, _))| (*who, *steps))
                    .collect();
                for (who, steps) in late {
                    self.held.remove(&who);
                    self.tell(Kind::Expired, who, steps);
                }
            }
        }
        self.serve();
    }

    fn check(&self) {
        assert!(self.free() >= 0, "more kept than there is");
        // The front waits only for more than there is.
        if let Some((_, _, steps)) = self.line.first() {
            assert!(self.free() < *steps, "somebody waits in vain");
        }
        let places: Vec<u32> = self.line.iter().map(|(place, ..)| *place).collect();
        assert!(places.is_sorted(), "the line keeps its order");
        let told: Standing<u8> = replay(self.told.iter().copied())
            .remove(&'A')
            .unwrap_or_default();
        let held: BTreeMap<u8, i64> = self.held.iter().map(|(who, of)| (*who, of.0)).collect();
        let line: Vec<(u8, i64)> = self.line.iter().map(|(_, who, n)| (*who, *n)).collect();
        assert_eq!((told.held, told.waiting), (held, line));
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 100, failure_persistence: None, ..ProptestConfig::default() })]

    /// A hundred livestreams of a hundred events.
    #[test]
    fn what_is_kept_is_there_and_the_line_is_served_in_order(
        stock in 0_i64..12,
        events in prop::collection::vec(event(), 100),
    ) {
        let mut live = Live { on_hand: stock, ..Live::default() };
        for event in events {
            live.play(event);
            live.check();
        }
    }
}
