@NullMarked
package io.flowverdict.console.html;

import org.jspecify.annotations.NullMarked;
