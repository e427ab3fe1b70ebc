/// The CDK app that deploys Flow Verdict: one stack per purpose, one construct per function.
///
/// It knows a function by its zip, the name of its handler and its environment variables, never by
/// its code. Every permission is a statement of [io.flowverdict.infra.Permissions].
@NullMarked
package io.flowverdict.infra;

import org.jspecify.annotations.NullMarked;
