/// A process of Lambda outside of it, and handlers to compare the functions with.
@NullMarked
package io.flowverdict.bench.lambda;

import org.jspecify.annotations.NullMarked;
