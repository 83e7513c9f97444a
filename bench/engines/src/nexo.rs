//! The same line in NeXosim, on one thread, as its examples build things: one model for the users, one for each
//! station, one that counts who comes out. No telemetry.

use std::collections::VecDeque;
use std::time::Duration;

use nexosim::model::{Context, Model, schedulable};
use nexosim::ports::{EventSinkReader, Output, SinkState, event_slot};
use nexosim::simulation::{Mailbox, SimInit};
use nexosim::time::MonotonicTime;
use serde::{Deserialize, Serialize};
use world::rng::{child, unit};

use crate::{LOAD, Lived, SERVICE};

/// Exponential draws of one stream.
#[derive(Serialize, Deserialize)]
struct Draws(u64, u64);

impl Draws {
    fn exponential(&mut self, mean: f64) -> Duration {
        self.1 += 1;
        // A nanosecond at least: nothing may be scheduled for now.
        Duration::from_secs_f64(-mean * (1.0 - unit(child(self.0, self.1))).ln()).max(Duration::from_nanos(1))
    }
}

#[derive(Serialize, Deserialize)]
struct Users {
    out: Output<u64>,
    left: u64,
    draws: Draws,
}

#[Model]
impl Users {
    #[nexosim(init)]
    async fn init(&mut self, cx: &Context<Self>) {
        self.come((), cx).await;
    }

    #[nexosim(schedulable)]
    async fn come(&mut self, _: (), cx: &Context<Self>) {
        self.out.send(nanos(cx)).await;
        self.left -= 1;
        if self.left > 0 {
            let next = self.draws.exponential(SERVICE / LOAD);
            cx.schedule_event(next, schedulable!(Self::come), ()).expect("later than now");
        }
    }
}

/// One server and its line; a customer is the time at which it came [ns].
#[derive(Serialize, Deserialize)]
struct Station {
    out: Output<u64>,
    waiting: VecDeque<u64>,
    draws: Draws,
}

#[Model]
impl Station {
    async fn join(&mut self, customer: u64, cx: &Context<Self>) {
        self.waiting.push_back(customer);
        if self.waiting.len() == 1 {
            self.begin(cx);
        }
    }

    fn begin(&mut self, cx: &Context<Self>) {
        let takes = self.draws.exponential(SERVICE);
        cx.schedule_event(takes, schedulable!(Self::done), ()).expect("later than now");
    }

    #[nexosim(schedulable)]
    async fn done(&mut self, _: (), cx: &Context<Self>) {
        let customer = self.waiting.pop_front().expect("somebody was served");
        if !self.waiting.is_empty() {
            self.begin(cx);
        }
        self.out.send(customer).await;
    }
}

#[derive(Serialize, Deserialize)]
struct Door {
    out: Output<(u64, f64)>,
    customers: u64,
    /// Sum of their times in the line [s].
    time: f64,
    last: u64,
}

#[Model]
impl Door {
    async fn leave(&mut self, customer: u64, cx: &Context<Self>) {
        self.customers += 1;
        self.time += (nanos(cx) - customer) as f64 * 1e-9;
        if self.customers == self.last {
            self.out.send((self.customers, self.time)).await;
        }
    }
}

fn nanos<M: Model>(cx: &Context<M>) -> u64 {
    let since = cx.time().duration_since(MonotonicTime::EPOCH);
    since.as_nanos() as u64
}

/// Lives the line until this many customers have come out.
pub fn live(stations: u32, customers: u64) -> Lived {
    let mut users = Users { out: Output::default(), left: customers, draws: Draws(1, 0) };
    let mut door = Door { out: Output::default(), customers: 0, time: 0.0, last: customers };
    let (sink, mut left) = event_slot(SinkState::Enabled);
    door.out.connect_sink(sink);
    let users_box = Mailbox::new();
    let door_box = Mailbox::new();
    let mut line: Vec<(Station, Mailbox<Station>)> = (0..stations)
        .map(|n| {
            let draws = Draws(2 + u64::from(n), 0);
            (Station { out: Output::default(), waiting: VecDeque::new(), draws }, Mailbox::new())
        })
        .collect();
    users.out.connect(Station::join, &line[0].1);
    for n in 0..line.len() {
        let (before, after) = line.split_at_mut(n + 1);
        match after.first() {
            Some((_, next)) => before[n].0.out.connect(Station::join, next),
            None => before[n].0.out.connect(Door::leave, &door_box),
        };
    }
    let mut bench = SimInit::with_num_threads(1)
        .add_model(users, users_box, "users")
        .add_model(door, door_box, "door");
    for (n, (station, mailbox)) in line.into_iter().enumerate() {
        bench = bench.add_model(station, mailbox, &format!("station-{n}"));
    }
    let mut simulation = bench.init(MonotonicTime::EPOCH).expect("the bench is sound");
    simulation.run().expect("nothing stops it");
    let (customers, time) = left.try_read().expect("the last customer left");
    // One for each coming, and one for each service that ends.
    let events = customers * (1 + u64::from(stations));
    Lived { customers, events, mean: time / customers as f64 / SERVICE }
}
