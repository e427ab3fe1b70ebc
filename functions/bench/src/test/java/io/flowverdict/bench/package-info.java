@NullMarked
package io.flowverdict.bench;

import org.jspecify.annotations.NullMarked;
