/** Does my plug-in keep the contract? Extend the class of its extension point and let JUnit run it. */
@NullMarked
package dev.missioncontrol.testkit;

import org.jspecify.annotations.NullMarked;
