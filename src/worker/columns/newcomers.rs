//! The columns of an import's new creators, made while they come: they are at hand, and need not be read again.
//!
//! Only stretches that are theirs alone, and full or the last ones. What is packed is each creator as the row that made
//! them left them; where more comes for one of them in the same import, the store voids the stretch.

use std::sync::mpsc::{Receiver, Sender, SyncSender, channel, sync_channel};
use std::thread::{Scope, ScopedJoinHandle};

use super::{WORTH, packed_as};
use crate::pool::Builder;
use crate::store::{self, Importing, Newcomers, StoreError, Stretch};

/// Batches that may wait: as many as come while a stretch is packed, so that the import need not. Some 100 KB each.
const WAITING: usize = 64;

/// The import's end of it: a thread packs, the import keeps.
pub struct Packing<'scope> {
    to_pack: SyncSender<Newcomers>,
    packed: Receiver<Stretch>,
    packer: ScopedJoinHandle<'scope, ()>,
}

impl<'scope> Packing<'scope> {
    /// For an import that has not taken in anything yet.
    pub fn begin(scope: &'scope Scope<'scope, '_>, importing: &mut Importing<'_>) -> Self {
        let (to_pack, newcomers) = sync_channel(WAITING);
        let (ready, packed) = channel();
        // from now on they are gathered
        let _ = importing.newcomers();
        Packing {
            to_pack,
            packed,
            packer: scope.spawn(move || pack(&newcomers, &ready)),
        }
    }

    /// Hands over the creators made since the last time, and keeps what is ready.
    ///
    /// # Errors
    /// Whatever keeps the pool from being written.
    pub fn hand_over(&mut self, importing: &mut Importing<'_>) -> Result<(), StoreError> {
        let newcomers = importing.newcomers();
        if !newcomers.is_empty() {
            // where nobody takes them any more, their columns are made later
            let _ = self.to_pack.send(newcomers);
        }
        let mut packed = self.packed.try_iter();
        packed.try_for_each(|stretch| importing.keep_stretch(&stretch))
    }

    /// Keeps the rest.
    ///
    /// # Errors
    /// As [`Packing::hand_over`].
    pub fn finish(mut self, importing: &mut Importing<'_>) -> Result<(), StoreError> {
        self.hand_over(importing)?;
        drop(self.to_pack);
        let mut packed = self.packed.iter();
        let done = packed.try_for_each(|stretch| importing.keep_stretch(&stretch));
        // an import does not fail for want of columns
        let _ = self.packer.join();
        done
    }
}

fn pack(batches: &Receiver<Newcomers>, ready: &Sender<Stretch>) {
    let mut builder = Builder::with_capacity(1 << 14);
    // the stretch that is being filled, and whether it has been from its first id on
    let mut filling: Option<(u32, bool)> = None;
    let mut last = 0;
    let finish = |builder: &mut Builder, filling: Option<(u32, bool)>| {
        let packed = builder.pack();
        if let Some((id, true)) = filling {
            // whoever imports may have had enough
            let _ = ready.send(packed_as(id, packed));
        }
    };
    for batch in batches {
        let unpacked = batch.sketches(|s| {
            let here = store::stretch_of(s.id);
            if filling.is_none_or(|(stretch, _)| stretch != here) {
                finish(&mut builder, filling);
                // there is no creator 0
                let from_the_first = s.id <= 1 || *store::ids_of(here).start() == s.id;
                filling = Some((here, from_the_first));
            }
            last = s.id;
            builder.push(s);
        });
        if !unpacked {
            return;
        }
    }
    if last >= WORTH {
        finish(&mut builder, filling);
    }
}
