/** How do requests and answers become JSON? */
@NullMarked
package dev.missioncontrol.examples.dashboard.json;

import org.jspecify.annotations.NullMarked;
