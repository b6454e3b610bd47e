/** What can I test against? A gateway that is real on the wire and small behind it. */
@NullMarked
package dev.missioncontrol.fakegateway;

import org.jspecify.annotations.NullMarked;
