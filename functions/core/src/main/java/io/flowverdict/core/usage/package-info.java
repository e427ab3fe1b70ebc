/// Which rules let accepted requests pass, and when they last did.
@NullMarked
package io.flowverdict.core.usage;

import org.jspecify.annotations.NullMarked;
