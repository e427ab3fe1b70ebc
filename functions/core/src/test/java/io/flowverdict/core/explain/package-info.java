@NullMarked
package io.flowverdict.core.explain;

import org.jspecify.annotations.NullMarked;
