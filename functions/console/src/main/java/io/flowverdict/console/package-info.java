/// The functions behind the widget of the CloudWatch dashboard. `ConsoleHandler` reads and shows,
/// `SuppressHandler` suppresses findings: two functions, so that suppressing is a permission of its
/// own.
@NullMarked
package io.flowverdict.console;

import org.jspecify.annotations.NullMarked;
