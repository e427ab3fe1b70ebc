/// The network configuration of one account and Region at one time, as values with AWS's names.
///
/// A [io.flowverdict.core.snapshot.Snapshot] says what the EC2 API said, resolved into addresses,
/// ports and protocols, and nothing else: references that lead nowhere are kept, entries are in the
/// order in which AWS evaluates them, and no rule is interpreted here.
@NullMarked
package io.flowverdict.core.snapshot;

import org.jspecify.annotations.NullMarked;
