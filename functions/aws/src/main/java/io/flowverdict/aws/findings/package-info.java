/// Findings in DynamoDB.
///
/// Everything is written so that any number of deliveries of an object, in any order, at once,
/// stopped at any write, leave the items that one clean delivery leaves:
///
/// - an hour counts an object together with the object's name, under the condition that the name is
///   not there yet;
/// - a head keeps a minimum (when first seen) and a maximum (the latest sighting), each under the
///   condition that it advances;
/// - a link never changes. Links are written before the head that makes the finding known, heads
///   before hours, so that whatever is found is complete enough to be completed by the next
///   delivery.
///
/// This rests on one thing: an object shows the same causes each time it is read.
///
/// How fast one finding can be written is limited by DynamoDB's 1,000 write units a second for a
/// partition: its head takes about 2 units and its hour 1, so some 300 objects a second. Writers
/// beyond that wait as [io.flowverdict.aws.findings.FindingsRetries] says. An hour in which a
/// finding is seen in more than 4,000 objects takes more than one write to count an object.
@NullMarked
package io.flowverdict.aws.findings;

import org.jspecify.annotations.NullMarked;
