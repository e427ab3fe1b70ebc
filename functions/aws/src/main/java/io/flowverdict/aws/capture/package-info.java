/// Reading a configuration into the history, once for however many ask for it.
///
/// Who needs a scope's history to reach a certain time asks [io.flowverdict.aws.capture.Capture]:
/// when it does not reach it yet, one of them reads the configuration under a
/// [io.flowverdict.aws.capture.Lease], and the others wait for the result, within bounds.
/// [io.flowverdict.aws.capture.Configurations] is what judging asks.
@NullMarked
package io.flowverdict.aws.capture;

import org.jspecify.annotations.NullMarked;
