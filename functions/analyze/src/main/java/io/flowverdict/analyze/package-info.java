/// The function that judges delivered flow-log objects: object, records, verdicts, findings.
@NullMarked
package io.flowverdict.analyze;

import org.jspecify.annotations.NullMarked;
