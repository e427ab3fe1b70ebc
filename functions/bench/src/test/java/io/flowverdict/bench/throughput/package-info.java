@NullMarked
package io.flowverdict.bench.throughput;

import org.jspecify.annotations.NullMarked;
