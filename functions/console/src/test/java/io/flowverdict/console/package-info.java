@NullMarked
package io.flowverdict.console;

import org.jspecify.annotations.NullMarked;
