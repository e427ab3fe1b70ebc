/// Generated configurations and flow logs, for measuring how fast objects are judged.
@NullMarked
package io.flowverdict.bench.throughput;

import org.jspecify.annotations.NullMarked;
