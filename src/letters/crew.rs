//! Several threads work on batches of letters; what they made is taken in the order in which it was handed out.
//!
//! A feeder hands out batches ([`Hand`]), workers do them, the present thread takes them. All three stop when one of them fails.

use super::commit::unwritable;
use super::{Order, Stop};
use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, Mutex, PoisonError};

/// How many batches wait for each worker.
const WAITING: usize = 4;

/// How many batches may wait to be taken, so that a slow disk does not fill the memory.
const DONE: usize = 64;

/// Stack of a worker: Typst descends into what it lays out.
const STACK: usize = 16 << 20;

/// Where a feeder hands out batches.
pub struct Hand<'a, B> {
    jobs: SyncSender<(u64, B)>,
    /// How many were handed out.
    given: u64,
    wanted: Wanted<'a>,
}

impl<B> Hand<'_, B> {
    /// Whether anybody wants more.
    pub fn is_open(&self) -> bool {
        self.wanted.more()
    }

    /// Hands out a batch; whether there was somebody to take it.
    pub fn give(&mut self, batch: B) -> bool {
        let is_given = self.jobs.send((self.given, batch)).is_ok();
        self.given += u64::from(is_given);
        is_given
    }
}

/// Whether there is still work to do.
#[derive(Clone, Copy)]
struct Wanted<'a> {
    stop: &'a AtomicBool,
    interrupted: &'a AtomicBool,
}

impl Wanted<'_> {
    fn more(self) -> bool {
        !self.stop.load(Ordering::Relaxed) && !self.interrupted.load(Ordering::Relaxed)
    }
}

/// Hands batches to the threads of an order; `work` hears which one it is, from 0.
///
/// `feed` says whether it handed out all there is. Returns whether all of it was taken: not after an interruption.
///
/// # Errors
/// The first thing in the order of the batches that could not be done or taken; else what `feed` could not read.
/// Everything before it was taken.
pub fn in_order<B: Send, D: Send>(
    order: &Order<'_>,
    feed: impl FnOnce(&mut Hand<'_, B>) -> Result<bool, Stop> + Send,
    work: impl Fn(u64, B) -> Result<D, Stop> + Sync,
    take: impl FnMut(D) -> Result<(), Stop>,
) -> Result<bool, Stop> {
    let stop = AtomicBool::new(false);
    let wanted = Wanted { stop: &stop, interrupted: order.interrupted };
    let (jobs, waiting) = sync_channel(order.threads * WAITING);
    let waiting = Arc::new(Mutex::new(waiting));
    let (done, outcomes) = sync_channel(DONE);
    std::thread::scope(|scope| {
        let feeder = scope.spawn(move || {
            let mut hand = Hand { jobs, given: 0, wanted };
            feed(&mut hand).map(|is_all| (is_all, hand.given))
        });
        let spawned = (0..order.threads).try_for_each(|_| {
            let (waiting, done, work) = (Arc::clone(&waiting), done.clone(), &work);
            let worker = move || labour(&waiting, &done, wanted, work);
            std::thread::Builder::new().stack_size(STACK).spawn_scoped(scope, worker).map(drop)
        });
        drop((waiting, done));
        let taken = spawned.map_err(|error| unwritable(&error, order)).and_then(|()| take_all(&outcomes, take));
        stop.store(true, Ordering::Relaxed);
        // Workers that wait to hand something over are told that nobody listens.
        drop(outcomes);
        let taken = taken?;
        let (is_all, given) = feeder.join().unwrap_or_else(|_| Err(Stop::Content(Vec::new())))?;
        Ok(is_all && given == taken)
    })
}

/// Does batches until there are no more.
fn labour<B: Send, D: Send>(
    waiting: &Mutex<Receiver<(u64, B)>>,
    done: &SyncSender<(u64, Result<D, Stop>)>,
    wanted: Wanted<'_>,
    work: &(impl Fn(u64, B) -> Result<D, Stop> + Sync),
) {
    // Typst's exporter works on a pool; with one of its own, no thread starts a letter in the middle of another.
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).stack_size(STACK).build();
    loop {
        let job = waiting.lock().unwrap_or_else(PoisonError::into_inner).recv();
        let Ok((number, batch)) = job else { return };
        // What is still handed out is taken and left.
        if !wanted.more() {
            continue;
        }
        let outcome = match &pool {
            Ok(pool) => pool.install(|| work(number, batch)),
            Err(_) => work(number, batch),
        };
        // Nobody listens any more: the run failed.
        if done.send((number, outcome)).is_err() {
            wanted.stop.store(true, Ordering::Relaxed);
        }
    }
}

/// Takes what is done until the workers end; returns how many batches that were.
fn take_all<D>(
    outcomes: &Receiver<(u64, Result<D, Stop>)>,
    mut take: impl FnMut(D) -> Result<(), Stop>,
) -> Result<u64, Stop> {
    let mut next = 0;
    // Batches that were done before one that stands further up.
    let mut early = BTreeMap::new();
    for (number, outcome) in outcomes {
        early.insert(number, outcome);
        while let Some(outcome) = early.remove(&next) {
            take(outcome?)?;
            next += 1;
        }
    }
    Ok(next)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fonts::Fonts;
    use crate::letters::{Output, Shard};
    use crate::write::Outfit;
    use std::path::PathBuf;

    fn run(
        threads: usize,
        interrupted: &AtomicBool,
        work: impl Fn(u64, u64) -> Result<u64, Stop> + Sync,
    ) -> (Result<bool, Stop>, Vec<u64>) {
        let outfit = Outfit { fonts: Fonts::embedded(), layouts: BTreeMap::new(), fragment: false };
        let (out, name, output) = (PathBuf::new(), "out".to_owned(), Output::Files);
        let order = Order {
            writers: &[],
            outfit: &outfit,
            output,
            out,
            name,
            shard: Shard::WHOLE,
            resume: false,
            threads,
            interrupted,
        };
        let mut taken = Vec::new();
        let feed = |hand: &mut Hand<'_, u64>| Ok((0..500).all(|batch| hand.is_open() && hand.give(batch)));
        let ended = in_order(&order, feed, work, |done| {
            taken.push(done);
            Ok(())
        });
        (ended, taken)
    }

    #[test]
    fn what_is_done_early_is_taken_in_its_turn() {
        let work = |number: u64, batch: u64| {
            std::thread::sleep(std::time::Duration::from_micros((number * 7919) % 300));
            Ok(batch * 2)
        };
        for threads in [1, 2, 7] {
            let (ended, taken) = run(threads, &AtomicBool::new(false), work);
            assert!(ended.unwrap());
            assert_eq!(taken, (0..500).map(|batch| batch * 2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn all_before_a_failure_is_taken_and_nothing_behind_it() {
        let work = |_, batch: u64| if batch % 200 == 150 { Err(Stop::Content(Vec::new())) } else { Ok(batch) };
        for threads in [1, 2, 7] {
            let (ended, taken) = run(threads, &AtomicBool::new(false), work);
            assert!(ended.is_err());
            assert_eq!(taken, (0..150).collect::<Vec<_>>());
        }
    }

    #[test]
    fn an_interruption_ends_with_the_first_batches_and_says_that_they_are_not_all() {
        let interrupted = AtomicBool::new(false);
        let work = |_, batch: u64| {
            interrupted.fetch_or(batch == 40, Ordering::Relaxed);
            Ok(batch)
        };
        let (ended, taken) = run(3, &interrupted, work);
        assert!(!ended.unwrap());
        assert!((30..400).contains(&taken.len()), "{}", taken.len());
        assert_eq!(taken, (0..taken.len() as u64).collect::<Vec<_>>());
    }
}
