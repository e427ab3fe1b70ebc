@NullMarked
package io.flowverdict.local.dashboard;

import org.jspecify.annotations.NullMarked;
