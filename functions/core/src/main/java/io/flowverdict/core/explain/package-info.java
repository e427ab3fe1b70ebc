/// Why two ends cannot talk: every blocker on the request and the reply path, the rule that came
/// closest, and the smallest change that lets the traffic pass.
///
/// A fix is proposed only after the whole question was judged again with the change applied.
/// Routing (route tables, gateways, firewalls, the hosts themselves) is not modelled, and every
/// answer says so.
@NullMarked
package io.flowverdict.core.explain;

import org.jspecify.annotations.NullMarked;
