/// Text from outside.
@NullMarked
package io.flowverdict.core.text;

import org.jspecify.annotations.NullMarked;
