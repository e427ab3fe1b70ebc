@NullMarked
package io.flowverdict.core;

import org.jspecify.annotations.NullMarked;
