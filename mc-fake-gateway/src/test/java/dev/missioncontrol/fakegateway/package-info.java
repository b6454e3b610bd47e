/** Does the fake do what tests rely on? */
@NullMarked
package dev.missioncontrol.fakegateway;

import org.jspecify.annotations.NullMarked;
