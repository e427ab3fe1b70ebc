@NullMarked
package io.flowverdict.bench.parts;

import org.jspecify.annotations.NullMarked;
