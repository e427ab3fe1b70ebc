/// What the answers look like in a dashboard.
@NullMarked
package io.flowverdict.console.page;

import org.jspecify.annotations.NullMarked;
