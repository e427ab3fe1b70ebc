/// Edits of a configuration and their commands: what a fix is made of.
@NullMarked
package io.flowverdict.core.change;

import org.jspecify.annotations.NullMarked;
