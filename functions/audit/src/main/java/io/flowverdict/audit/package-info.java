/// The function that audits configurations and ends findings whose cause is gone.
@NullMarked
package io.flowverdict.audit;

import org.jspecify.annotations.NullMarked;
