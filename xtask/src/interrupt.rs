//! Clean-up that also happens on Ctrl-C and on `kill`: what a task starts, it stops.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use anyhow::{Context, Result};
use tokio::signal::unix::{SignalKind, signal};

type CleanUp = Box<dyn FnOnce() + Send>;

static PENDING: Mutex<Vec<(u64, CleanUp)>> = Mutex::new(Vec::new());

static INTERRUPTING: AtomicBool = AtomicBool::new(false);

/// Exit code of a task that was interrupted, as shells report it.
const INTERRUPTED: i32 = 130;

/// Runs its clean-up once: when dropped, or when the task is interrupted.
pub struct Guard(u64);

/// Registers `clean_up` to run when the guard is dropped or the task is interrupted.
pub fn guard(clean_up: impl FnOnce() + Send + 'static) -> Guard {
    let mut pending = pending();
    let id = pending.last().map_or(0, |(id, _)| id + 1);
    pending.push((id, Box::new(clean_up)));
    Guard(id)
}

impl Guard {
    /// Forgets the clean-up: what it would have stopped is meant to stay.
    pub fn disarm(self) {
        drop(take(self.0));
    }
}

impl Drop for Guard {
    fn drop(&mut self) {
        if let Some(clean_up) = take(self.0) {
            clean_up();
        }
    }
}

/// Starts the thread that waits for Ctrl-C, TERM and HUP.
pub fn listen() -> Result<()> {
    let runtime = tokio::runtime::Builder::new_current_thread()
        .enable_all()
        .build()?;
    std::thread::Builder::new()
        .name("interrupt".into())
        .spawn(move || runtime.block_on(wait_and_clean_up()))
        .context("cannot start the thread that waits for Ctrl-C")?;
    Ok(())
}

/// To be called before leaving: while an interruption cleans up, it is the one that ends the process.
pub fn settle() {
    while INTERRUPTING.load(Ordering::SeqCst) {
        std::thread::park();
    }
}

async fn wait_and_clean_up() {
    let (Ok(mut int), Ok(mut term), Ok(mut hup)) = (
        signal(SignalKind::interrupt()),
        signal(SignalKind::terminate()),
        signal(SignalKind::hangup()),
    ) else {
        return;
    };
    tokio::select! {
        _ = int.recv() => {}
        _ = term.recv() => {}
        _ = hup.recv() => {}
    }
    INTERRUPTING.store(true, Ordering::SeqCst);
    eprintln!("\nxtask: interrupted, stopping what was started");
    // Last started, first stopped. Taken one at a time, so that a clean-up may drop guards itself.
    while let Some((_, clean_up)) = { pending().pop() } {
        clean_up();
    }
    std::process::exit(INTERRUPTED);
}

fn take(id: u64) -> Option<CleanUp> {
    let mut pending = pending();
    let index = pending.iter().position(|(other, _)| *other == id)?;
    Some(pending.remove(index).1)
}

fn pending() -> MutexGuard<'static, Vec<(u64, CleanUp)>> {
    PENDING.lock().unwrap_or_else(PoisonError::into_inner)
}
