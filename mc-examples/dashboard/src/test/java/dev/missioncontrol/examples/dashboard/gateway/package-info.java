/** Does the control connection find what it has to forget? */
@NullMarked
package dev.missioncontrol.examples.dashboard.gateway;

import org.jspecify.annotations.NullMarked;
