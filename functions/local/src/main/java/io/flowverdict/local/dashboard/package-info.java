/// A page on the loopback address that stands in for a CloudWatch dashboard: a harness to try and
/// test the widget with, not a part of the product.
@NullMarked
package io.flowverdict.local.dashboard;

import org.jspecify.annotations.NullMarked;
