/// Judging whole columns of records at a time: what [io.flowverdict.core.judge] and
/// [io.flowverdict.core.finding] say of one record, for many that they cannot tell apart.
@NullMarked
package io.flowverdict.core.bulk;

import org.jspecify.annotations.NullMarked;
