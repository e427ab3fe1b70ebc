@NullMarked
package io.flowverdict.infra;

import org.jspecify.annotations.NullMarked;
