/// Findings: one per cause worth a person's attention, however many records show it.
///
/// [io.flowverdict.core.finding.Causes] merges the records of one object into causes; the port
/// [io.flowverdict.core.finding.Findings] keeps them.
@NullMarked
package io.flowverdict.core.finding;

import org.jspecify.annotations.NullMarked;
