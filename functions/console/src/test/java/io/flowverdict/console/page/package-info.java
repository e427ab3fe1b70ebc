@NullMarked
package io.flowverdict.console.page;

import org.jspecify.annotations.NullMarked;
