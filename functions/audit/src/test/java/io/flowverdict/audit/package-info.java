@NullMarked
package io.flowverdict.audit;

import org.jspecify.annotations.NullMarked;
