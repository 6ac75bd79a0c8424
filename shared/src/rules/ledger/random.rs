//! Random lives of orders: pay, divide, send parts, refund, take back, weigh, move to another cooperative.

use super::*;
use proptest::prelude::*;

const PEOPLE: [&str; 3] = ["", "an", "binh"];

#[derive(Clone, Debug)]
enum Act {
    Pay(i64),
    Move(usize, u8),
    Weigh(usize, i64),
    Ship(usize),
    Deliver(usize),
    Remit(usize, i64),
    End(usize, bool),
    Claim(usize, i64, u8),
    Refund(i64),
    Release(usize),
    Chargeback(i64),
    Rates(u32),
    Settle,
    Payout(i64),
    PayoutBack,
}

fn act() -> impl Strategy<Value = Act> {
    let part = 0..6_usize;
    prop_oneof![
        (1..600_000_i64).prop_map(Act::Pay),
        (part.clone(), 1..4_u8).prop_map(|(n, parts)| Act::Move(n, parts)),
        (part.clone(), -20_000..20_000_i64).prop_map(|(n, more)| Act::Weigh(n, more)),
        part.clone().prop_map(Act::Ship),
        part.clone().prop_map(Act::Deliver),
        (part.clone(), 0..60_000_i64).prop_map(|(n, freight)| Act::Remit(n, freight)),
        (part.clone(), any::<bool>()).prop_map(|(n, back)| Act::End(n, back)),
        (part.clone(), 1..300_000_i64, 0..3_u8).prop_map(|(n, much, who)| Act::Claim(n, much, who)),
        (1..600_000_i64).prop_map(Act::Refund),
        part.prop_map(Act::Release),
        (1..200_000_i64).prop_map(Act::Chargeback),
        (0..2_000_u32).prop_map(Act::Rates),
        Just(Act::Settle),
        (1..900_000_i64).prop_map(Act::Payout),
        Just(Act::PayoutBack),
    ]
}

#[derive(Clone)]
struct Part {
    amounts: Amounts,
    terms: Terms,
    book: Book,
    living: bool,
    shipped: bool,
    collected: bool,
}

/// One order whose parts lie with one of three cooperatives each, told by the book of all of it.
#[derive(Default)]
struct World {
    order: Book,
    parts: Vec<Part>,
    entries: Vec<Entry>,
    rate: u32,
    paid: i64,
    refunded: i64,
    charged_back: i64,
    paid_out: i64,
    /// Debits of what is payable that a rule explains: set off, late refunds, taken back by a bank.
    explained: i64,
}

impl World {
    fn post(&mut self, part: Option<usize>, entry: Entry) {
        assert!(balances(&entry), "{entry:?}");
        self.order.post(&entry);
        if let Some(part) = part {
            self.parts[part].book.post(&entry);
        }
        self.entries.push(entry);
    }

    fn place(&mut self, amounts: Amounts, seller: &str) {
        let terms = Terms {
            fee_percent100: 300,
            commission_percent100: self.rate,
            seller: seller.to_owned(),
        };
        let entry = placed(&amounts, &terms);
        self.parts.push(Part {
            amounts,
            terms,
            book: Book::default(),
            living: true,
            shipped: false,
            collected: false,
        });
        self.post(Some(self.parts.len() - 1), entry);
    }

    fn due_refund(&mut self) {
        let entry = refund_due(&self.order);
        self.post(None, entry);
    }

    fn act(&mut self, act: Act) {
        let n = self.parts.len();
        match act {
            Act::Pay(amount) => {
                let due = self.order.of(Account::Buyer);
                self.paid += amount.min(due.0.max(0));
                self.post(None, paid(Purse::Provider("vnpay"), Vnd(amount), due));
            }
            Act::Rates(rate) => self.rate = rate,
            Act::Refund(amount) => {
                if let Ok(entry) = refunded(&self.order, Purse::Provider("vnpay"), Vnd(amount)) {
                    self.refunded += amount;
                    self.post(None, entry);
                }
            }
            Act::Chargeback(amount) => {
                let taken = amount.min(self.paid - self.refunded - self.charged_back);
                if taken > 0 {
                    self.charged_back += taken;
                    self.explained += taken / 2;
                    self.post(
                        None,
                        chargeback("vnpay", Vnd(taken), Vnd(taken / 2), Vnd(0)),
                    );
                }
            }
            Act::Settle => {
                let held = self.order.of(Account::Held);
                self.explained += held.0.abs();
                self.post(None, settled(held));
            }
            Act::Payout(amount) => {
                if let Ok(entry) = payout(&self.order, Vnd(amount)) {
                    self.paid_out += amount;
                    self.explained += amount;
                    self.post(None, entry);
                }
            }
            Act::PayoutBack => {
                let back = std::mem::take(&mut self.paid_out);
                self.post(None, payout_returned(Vnd(back), false));
            }
            Act::Move(at, _) | Act::Weigh(at, _) | Act::Ship(at) | Act::Deliver(at) if at >= n => {}
            Act::Remit(at, _) | Act::End(at, _) | Act::Claim(at, _, _) | Act::Release(at)
                if at >= n => {}
            Act::Move(at, parts) => self.take_over(at, parts),
            Act::Weigh(at, more) => {
                let part = self.parts[at].clone();
                if part.living && !part.shipped && part.amounts.goods.0 + more > 0 {
                    self.post(Some(at), weighed(&part.amounts, Vnd(more), &part.terms));
                    self.parts[at].amounts.goods.0 += more;
                    self.due_refund();
                }
            }
            Act::Ship(at) => {
                let part = self.parts[at].clone();
                if part.living && !part.shipped {
                    self.parts[at].shipped = true;
                    self.post(Some(at), shipped(part.amounts.shipping, Some("ghn")));
                }
            }
            Act::Deliver(at) => self.deliver(at),
            Act::Remit(at, freight) => {
                let (book, cod) = (
                    self.parts[at].book.clone(),
                    self.parts[at].book.of(Account::CodReceivable),
                );
                if cod.0 > 0 {
                    let parcel = Parcel {
                        cod,
                        freight: Vnd(freight),
                        cod_fee: Vnd(freight / 10),
                    };
                    self.post(Some(at), cod_remitted(&book, "ghn", &parcel));
                }
            }
            Act::End(at, back) => {
                let part = self.parts[at].clone();
                if part.living {
                    self.parts[at].living = false;
                    let outcome = if back {
                        Outcome::Returned
                    } else {
                        Outcome::Cancelled
                    };
                    self.post(Some(at), ended(&part.book, outcome));
                    self.due_refund();
                }
            }
            Act::Claim(at, amount, who) => {
                let part = self.parts[at].clone();
                let bearer =
                    [Bearer::Cooperative, Bearer::Shared("ghn"), Bearer::Market][usize::from(who)];
                let due = self.order.of(Account::Buyer).0;
                // Goods are complained about once they have left; the scale has said its word before.
                if let (true, 0) = (part.living && part.shipped, due)
                    && let Ok(entry) =
                        claimed(&paid_book(&part.book), &part.terms, Vnd(amount), bearer)
                {
                    self.explained += amount;
                    self.post(Some(at), entry);
                }
            }
            Act::Release(at) => {
                if self.parts[at].living && self.order.of(Account::Buyer).0 <= 0 {
                    let entry = released(&self.parts[at].book);
                    self.post(Some(at), entry);
                    // What is free of claims does not come back.
                    self.parts[at].living = false;
                }
            }
        }
    }

    fn take_over(&mut self, at: usize, parts: u8) {
        let part = self.parts[at].clone();
        if !part.living || part.shipped || self.parts.len() > 5 || part.book.claimed().0 > 0 {
            return;
        }
        self.parts[at].living = false;
        self.post(Some(at), ended(&part.book, Outcome::Cancelled));
        let goods = by_weight(part.amounts.goods, &vec![Vnd(1); usize::from(parts)]);
        for share in split(&part.amounts, &goods) {
            self.place(share, &part.terms.seller);
        }
    }

    /// The carrier collects what the buyer owes of this part.
    fn deliver(&mut self, at: usize) {
        let part = self.parts[at].clone();
        let due = self.order.of(Account::Buyer).0.min(part.amounts.total().0);
        if part.living && part.shipped && !part.collected && due > 0 {
            self.parts[at].collected = true;
            self.paid += due;
            self.post(Some(at), cod_collected("ghn", Vnd(due)));
        }
    }

    fn check(&self) {
        let order = &self.order;
        assert_eq!(order.sum(), 0);
        // Paid, less what is given back, is what the living parts cost; claims are given back beside it.
        let claims: i64 = self.parts.iter().map(|part| part.book.claimed().0).sum();
        let ended: i64 = -order
            .lines()
            .filter(|line| line.account == Account::Buyer && line.item == Item::Sale)
            .map(|line| line.amount.0)
            .sum::<i64>();
        let back = -order.item_of(Account::RefundPayable, Item::Returned) - claims;
        assert_eq!(-ended - self.paid + back, order.of(Account::Buyer).0);
        if order.of(Account::Buyer).0 == 0 {
            assert_eq!(
                self.paid - back,
                -ended,
                "what was paid is the sum of the parts"
            );
        }
        assert!(
            order.of(Account::RefundPayable).0 <= 0,
            "nothing is refunded twice"
        );
        assert!(self.refunded <= self.paid);
        assert!(order.of(Account::CodReceivable).0 >= 0);
        assert!(order.of(Account::Suspense).0 <= 0);
        for seller in PEOPLE {
            assert!(order.with(Account::Commission, seller).0 <= 0);
        }
        assert!(order.of(Account::PlatformFee).0 <= 0);
        let owes = order.of(Account::Payable).0;
        assert!(
            owes <= self.explained,
            "{owes} owed, {} explained",
            self.explained
        );
    }
}

impl Book {
    fn item_of(&self, account: Account, item: Item) -> i64 {
        self.lines()
            .filter(|line| line.account == account && line.item == item)
            .map(|line| line.amount.0)
            .sum()
    }
}

/// The part as its order sees it: paid.
fn paid_book(book: &Book) -> Book {
    let mut paid_for = book.clone();
    let due = book.of(Account::Buyer);
    paid_for.post(&paid(Purse::Cooperative, due, due));
    paid_for
}

fn run(first: &[(i64, i64, usize)], acts: &[Act]) -> World {
    let mut world = World {
        rate: 800,
        ..World::default()
    };
    for (goods, shipping, seller) in first {
        let amounts = Amounts {
            goods: Vnd(*goods),
            shipping: Vnd(*shipping),
            voucher_own: Vnd(goods / 20),
            voucher_market: Vnd(goods / 50),
            borne: Vnd(shipping / 3),
        };
        world.place(amounts, PEOPLE[*seller]);
    }
    world.check();
    for act in acts {
        world.act(act.clone());
        world.check();
    }
    world
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1_000))]

    #[test]
    fn money_is_conserved(
        first in prop::collection::vec((1_000..400_000_i64, 0..60_000_i64, 0..3_usize), 1..3),
        acts in prop::collection::vec(act(), 0..40),
    ) {
        let world = run(&first, &acts);
        // Replayed from the entries alone, and from the acts, it is the same.
        let again: Book = world.entries.iter().flatten().collect();
        prop_assert_eq!(&again, &world.order);
        prop_assert_eq!(&run(&first, &acts).order, &world.order);
    }

    #[test]
    fn shares_add_up(amount in -1_000_000..1_000_000_i64, weights in prop::collection::vec(0..1_000_i64, 1..8)) {
        let weights: Vec<Vnd> = weights.into_iter().map(Vnd).collect();
        let shares = by_weight(Vnd(amount), &weights);
        prop_assert_eq!(shares.iter().map(|share| share.0).sum::<i64>(), amount);
        for share in &shares[..shares.len() - 1] {
            prop_assert!(share.0.abs() <= amount.abs());
        }
    }
}
