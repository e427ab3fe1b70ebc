@NullMarked
package io.flowverdict.core.change;

import org.jspecify.annotations.NullMarked;
