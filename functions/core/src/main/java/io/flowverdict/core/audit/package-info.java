/// Audits: what in a configuration, and in the coverage of the logs, is dangerous, dead,
/// contradictory or blind.
///
/// An [io.flowverdict.core.audit.Audit] is decided on the evaluated configuration: the order of
/// network ACL entries, the union of an interface's groups, CIDR blocks and address families
/// together, as exact sets of traffic. What the configuration lacks is never turned into a finding
/// about traffic: it is said in findings of its own. [io.flowverdict.core.audit.Audits] runs all of
/// them.
@NullMarked
package io.flowverdict.core.audit;

import org.jspecify.annotations.NullMarked;
