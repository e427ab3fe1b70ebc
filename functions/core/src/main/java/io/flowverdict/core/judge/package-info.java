/// The judge: how security groups and network ACLs decide about one packet at one interface.
///
/// Everything here has three outcomes. What a configuration or a record does not tell is *unknown*
/// with a [io.flowverdict.core.judge.Doubt], and an unknown is never folded into allow or deny.
@NullMarked
package io.flowverdict.core.judge;

import org.jspecify.annotations.NullMarked;
