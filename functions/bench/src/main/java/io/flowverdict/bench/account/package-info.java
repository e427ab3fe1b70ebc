/// Accounts that are made up from a seed, and the EC2 API of such an account: in this process, or
/// as a server that speaks the protocol.
@NullMarked
package io.flowverdict.bench.account;

import org.jspecify.annotations.NullMarked;
