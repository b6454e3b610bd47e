/** Does the fake gateway answer recorded clients as the gateway answered them? */
@NullMarked
package dev.missioncontrol.fakegateway.replay;

import org.jspecify.annotations.NullMarked;
