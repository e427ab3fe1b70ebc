@NullMarked
package io.flowverdict.core.usage;

import org.jspecify.annotations.NullMarked;
