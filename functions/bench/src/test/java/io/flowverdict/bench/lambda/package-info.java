@NullMarked
package io.flowverdict.bench.lambda;

import org.jspecify.annotations.NullMarked;
