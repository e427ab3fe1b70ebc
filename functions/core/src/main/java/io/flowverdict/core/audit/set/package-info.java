/// Sets of traffic as rules see it, with union, intersection and difference: what a network ACL or
/// the groups of an interface allow, exactly.
@NullMarked
package io.flowverdict.core.audit.set;

import org.jspecify.annotations.NullMarked;
