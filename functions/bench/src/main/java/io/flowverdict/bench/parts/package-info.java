/// Microbenchmarks of the parts that judging an object consists of, with
/// [JMH](https://github.com/openjdk/jmh). Each returns what comes of it, so that nothing is left
/// out as useless. Those that much code belongs to have a longer warm-up: the compiler takes its
/// time for them.
@NullMarked
package io.flowverdict.bench.parts;

import org.jspecify.annotations.NullMarked;
