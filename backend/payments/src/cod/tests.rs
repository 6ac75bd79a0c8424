use super::*;
use crate::tests::made_up;

#[tokio::test]
async fn the_contract_holds() {
    let client = crate::client(std::time::Duration::from_secs(1)).expect("a client");
    let out = Outbound::new(client, made_up(&Cod), shared::time::Millis(0));
    crate::contract::claims(&Cod, &out).await;
    let wanted = crate::contract::payment(Vnd(150_000), "CASH");
    let made = Cod.create(&out, &wanted).await.expect("made");
    assert_eq!(made.next, NextStep::None);
    let much = crate::contract::payment(Vnd(50_000_001), "CASH");
    assert!(Cod.create(&out, &much).await.is_err());
}
