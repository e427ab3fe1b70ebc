@NullMarked
package io.flowverdict.bench.account;

import org.jspecify.annotations.NullMarked;
